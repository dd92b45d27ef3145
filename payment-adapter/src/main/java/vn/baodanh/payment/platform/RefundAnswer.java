package vn.baodanh.payment.platform;

/** What a platform answers to a request to send money back. */
public sealed interface RefundAnswer {
  /** It does. */
  record Accepted() implements RefundAnswer {}

  /** It does not, and has not. */
  record Refused(String code) implements RefundAnswer {}

  /** It was asked the same before; what became of that, it does not say. */
  record Duplicate() implements RefundAnswer {}

  /** It may have: this proves nothing. */
  record Unclear(String code) implements RefundAnswer {}
}
