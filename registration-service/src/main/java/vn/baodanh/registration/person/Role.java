package vn.baodanh.registration.person;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a grant lets somebody do, for one organisation or for the whole country. */
public enum Role {
  /** A school or point of receipt: department and school, as {@code 01-005}. */
  SCHOOL("school", "[0-9]{2}-[0-9]{3}"),
  /** A department of education (Sở GDĐT), as {@code 01}. */
  DEPARTMENT("department", "[0-9]{2}"),
  /** A university or college (cơ sở đào tạo), as {@code BKA}. */
  INSTITUTION("institution", "[A-Z0-9]{2,10}"),
  FINANCE("finance", ""),
  FINANCE_APPROVER("finance-approver", ""),
  /** Reads all, changes nothing. */
  AUDITOR("auditor", ""),
  OPERATOR("operator", ""),
  OPERATOR_APPROVER("operator-approver", "");

  private final String text;
  private final Pattern organisation;

  Role(String text, String organisation) {
    this.text = text;
    this.organisation = Pattern.compile(organisation);
  }

  /** As contract and database write it. */
  public String text() {
    return text;
  }

  /** Whether an organisation may be written like this; a national role has the empty one. */
  public boolean allows(String code) {
    return organisation.matcher(code).matches();
  }

  /** Whether it is for the whole country. */
  public boolean isNational() {
    return allows("");
  }

  public static Optional<Role> of(String text) {
    return Stream.of(values()).filter(role -> role.text.equals(text)).findFirst();
  }
}
