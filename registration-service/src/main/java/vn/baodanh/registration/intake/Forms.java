package vn.baodanh.registration.intake;

import java.time.Instant;
import java.util.List;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.catalogue.Edition;
import vn.baodanh.registration.filing.ExamRegistration;
import vn.baodanh.registration.filing.ExamRegistrationReader;
import vn.baodanh.registration.filing.Faulty;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Judgement;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.filing.PreferenceListReader;
import vn.baodanh.registration.filing.Read;
import vn.baodanh.registration.filing.Reading;
import vn.baodanh.registration.filing.Rules;

/** The {@link Form} of every operation that files. */
final class Forms {
  private static final byte[] NOTHING = new byte[0];

  private Forms() {}

  static Judged preferences(byte[] body, Rules rules, Edition catalogue, Instant receivedAt) {
    PreferenceList list = read(PreferenceListReader.read(body));
    byte[] content = list.canonical();
    return new Judged(
        Kind.PREFERENCES,
        content,
        PreferenceList.digestOf(content),
        null,
        rules.judge(list, catalogue),
        List.of());
  }

  static Judged registration(byte[] body, Rules rules, Edition catalogue, Instant receivedAt) {
    ExamRegistration registration = read(ExamRegistrationReader.read(body));
    Judgement judgement = rules.judge(registration, catalogue, receivedAt);
    byte[] content = registration.canonical();
    return new Judged(
        Kind.REGISTRATION,
        content,
        ExamRegistration.digestOf(content),
        registration,
        judgement.faults(),
        judgement.warnings());
  }

  /** The request has no body. */
  static Judged withdrawal(byte[] body, Rules rules, Edition catalogue, Instant receivedAt) {
    return new Judged(
        Kind.REGISTRATION, NOTHING, ExamRegistration.digestOf(NOTHING), null, List.of(), List.of());
  }

  private static <T> T read(Reading<T> reading) {
    return switch (reading) {
      case Read<T>(T value) -> value;
      case Faulty<T>(List<FieldFault> faults) ->
          throw new ProblemException(IntakeProblems.body(faults));
    };
  }
}
