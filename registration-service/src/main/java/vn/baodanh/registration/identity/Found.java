package vn.baodanh.registration.identity;

import java.util.List;

/** What the population database says of a person. */
sealed interface Found {
  /** As it is written in the database. */
  String state();

  /** All is as it was filed. */
  record Matches() implements Found {
    @Override
    public String state() {
      return "matches";
    }
  }

  /**
   * The number is somebody's of whom it says something else.
   *
   * @param members of the exam registration: fullName, dateOfBirth, sex
   */
  record Differs(List<String> members) implements Found {
    public Differs {
      members = List.copyOf(members);
    }

    @Override
    public String state() {
      return "differs";
    }
  }

  /** It knows nobody of this number. */
  record Unknown() implements Found {
    @Override
    public String state() {
      return "unknown";
    }
  }
}
