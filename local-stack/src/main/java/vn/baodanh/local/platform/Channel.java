package vn.baodanh.local.platform;

/** The platform that an order came through. */
enum Channel {
  VNPAY,
  MOMO
}
