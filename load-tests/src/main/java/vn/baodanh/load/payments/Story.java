package vn.baodanh.load.payments;

/** What a candidate does about a bill. */
enum Story {
  PAYS(66),
  CANCELS_THEN_PAYS(8),
  DECLINED_THEN_PAYS(6),
  /** Two attempts, both open, both paid. */
  PAYS_TWICE(8),
  /** Is sent to the platform and never arrives there. */
  NEVER_ARRIVES(4),
  CANCELS(2),
  /** The list changed meanwhile; the new bill asks for as much as the one that is paid. */
  PAYS_THE_OLD_BILL(3),
  /** The same, but the new bill asks for more. */
  PAYS_TOO_LITTLE_ON_THE_OLD_BILL(3);

  private final int percent;

  Story(int percent) {
    this.percent = percent;
  }

  /**
   * @param place 0 to 99
   */
  static Story at(int place) {
    int rest = place;
    for (var story : values()) {
      rest -= story.percent;
      if (rest < 0) {
        return story;
      }
    }
    throw new IllegalArgumentException("no story at " + place);
  }
}
