package vn.baodanh.local.portal;

import vn.baodanh.local.Html;

/** The page on which one chooses whom to sign in as: plain HTML, one link a person. */
final class SignInPage {
  private static final int SHOWN = 50;

  private SignInPage() {}

  /**
   * @param query the query of the request, which each link repeats with a login_hint
   */
  static String of(PortalSettings settings, String query) {
    var rows = new StringBuilder();
    for (var number = 0; number < Math.min(SHOWN, settings.people()); number++) {
      var person = TestPeople.person(settings.seed(), number);
      rows.append(
          "<li><a href=\"/authorize?%s&amp;login_hint=%d\">%s</a>, %s, %s</li>\n"
              .formatted(
                  Html.escaped(query),
                  number,
                  Html.escaped(person.name()),
                  person.birthDate(),
                  person.citizenNumber().or(person::passport).orElse("")));
    }
    return """
    <!doctype html>
    <html lang="vi">
    <head><meta charset="utf-8"><title>Cổng định danh (mô phỏng)</title></head>
    <body>
    <h1>Cổng định danh (mô phỏng)</h1>
    <p>Đăng nhập với tư cách ai? <span lang="en">Sign in as whom? All people are invented.</span></p>
    <ol start="0">
    %s</ol>
    <p>Còn nữa: thêm <code>login_hint=N</code>, N &lt; %d.</p>
    </body>
    </html>
    """
        .formatted(rows, settings.people());
  }
}
