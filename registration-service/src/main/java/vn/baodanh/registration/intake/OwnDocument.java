package vn.baodanh.registration.intake;

import java.util.Optional;
import vn.baodanh.kit.Bearer;
import vn.baodanh.registration.filing.ExamRegistration.Identity;
import vn.baodanh.registration.filing.FieldFault;

/**
 * Candidates register under a document by which the portal knows them, never under another's. A
 * number that was corrected is corrected at the portal first; the digits themselves only warn
 * (DOMAIN, section 3). Points of receipt look at the document itself, so what they enter is not
 * judged by this.
 */
final class OwnDocument {
  private static final FieldFault NOT_OWN =
      new FieldFault(
          "/identity/number",
          "not-own-document",
          "Số giấy tờ phải là số mà Cổng dịch vụ công ghi nhận cho tài khoản của bạn.",
          "The number must be of a document that the portal names for your account.");

  private OwnDocument() {}

  /** The form, with a fault if the document on it is not of the account that files it. */
  static Judged judge(Bearer bearer, Judged judged) {
    var registration = judged.registration();
    return registration == null || isOf(bearer, registration.person().identity())
        ? judged
        : judged.with(NOT_OWN);
  }

  private static boolean isOf(Bearer bearer, Identity identity) {
    Optional<String> own =
        switch (identity.kind()) {
          case CITIZEN -> bearer.citizenNumber();
          case PASSPORT -> bearer.passport();
        };
    return own.filter(identity.number()::equals).isPresent();
  }
}
