package vn.baodanh.local.platform;

/**
 * The merchant of this platform, as it registered.
 *
 * @param tmnCode its code at VNPAY, 8 letters and digits
 * @param secret signs what VNPAY and it tell each other
 * @param ipnAddress where VNPAY notifies it
 * @param partnerCode its code at MoMo
 * @param accessKey part of what is signed at MoMo
 * @param momoSecret signs what MoMo and it tell each other
 */
record Merchant(
    String tmnCode,
    String secret,
    String ipnAddress,
    String partnerCode,
    String accessKey,
    String momoSecret) {}
