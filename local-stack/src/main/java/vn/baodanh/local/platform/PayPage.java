package vn.baodanh.local.platform;

import vn.baodanh.local.Html;

/** The pages a payer sees: plain HTML that needs no script and nothing from elsewhere. */
final class PayPage {
  static final String STYLE =
      """
      body { font: 1.125rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
        max-width: 36rem; margin: 0 auto; padding: 1rem; }
      header { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid #595959; }
      dt { color: #4d4d4d; }
      dd { margin: 0 0 .75rem; font-weight: 600; overflow-wrap: anywhere; }
      button { display: block; width: 100%; min-height: 3rem; margin: .75rem 0; font: inherit;
        color: #1a1a1a; background: #fff; border: 2px solid #1a1a1a; border-radius: .25rem; }
      button[value=pay] { color: #fff; background: #00539f; border-color: #00539f; font-weight: 600; }
      a { color: #00539f; }
      a:focus-visible, button:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
      """;

  private PayPage() {}

  /** The order that is to be paid, with its three buttons. */
  static String open(Payment payment, PayWords words) {
    return page(
        words,
        otherLanguage(words.other()),
        words.title,
        matter(payment, words)
            + """
            <form method="post">
            <button name="wish" value="pay">%s</button>
            <button name="wish" value="cancel">%s</button>
            <button name="wish" value="fail">%s</button>
            </form>
            """
                .formatted(
                    Html.escaped(words.pay(payment.order().amount())),
                    words.cancel,
                    words.decline));
  }

  /** What became of the order. */
  static String done(Payment payment, String back, PayWords words) {
    return page(
        words,
        otherLanguage(words.other()),
        words.title,
        "<p role=\"status\">%s</p>\n%s<p><a href=\"%s\">%s</a></p>\n"
            .formatted(
                words.outcome(payment.outcome()),
                matter(payment, words),
                Html.escaped(back),
                words.back));
  }

  /**
   * Why there is nothing to pay, in both languages: the address said which only if it was right.
   */
  static String refused(String reason) {
    return page(
        PayWords.VI,
        "",
        PayWords.VI.cannot,
        "<p lang=\"en\">%s: %s</p>\n".formatted(PayWords.EN.cannot, Html.escaped(reason)));
  }

  private static String matter(Payment payment, PayWords words) {
    var order = payment.order();
    return """
    <dl>
    <dt>%s</dt><dd>%s</dd>
    <dt>%s</dt><dd>%s</dd>
    <dt>%s</dt><dd>%s</dd>
    <dt>%s</dt><dd>%s</dd>
    </dl>
    """
        .formatted(
            words.amount,
            Html.escaped(words.money(order.amount())),
            words.info,
            Html.escaped(order.info()),
            words.reference,
            Html.escaped(order.reference()),
            words.payBy,
            Html.escaped(words.time(order.expiresAt())));
  }

  private static String otherLanguage(PayWords other) {
    return "<nav><a href=\"?lang=%1$s\" lang=\"%1$s\" hreflang=\"%1$s\">%2$s</a></nav>\n"
        .formatted(other.code(), other.ownName());
  }

  private static String page(PayWords words, String navigation, String heading, String main) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <link rel="stylesheet" href="/pay.css">
    </head>
    <body>
    <header>
    <p>%s</p>
    %s</header>
    <main>
    <h1>%s</h1>
    %s</main>
    </body>
    </html>
    """
        .formatted(words.code(), heading, words.notReal, navigation, heading, main);
  }
}
