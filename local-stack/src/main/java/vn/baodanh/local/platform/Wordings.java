package vn.baodanh.local.platform;

/** The wording of each platform. */
record Wordings(Wording vnpay, Wording momo) {
  Wording of(Payment payment) {
    return switch (payment.order().channel()) {
      case VNPAY -> vnpay;
      case MOMO -> momo;
    };
  }
}
