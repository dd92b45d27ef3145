package vn.baodanh.local.portal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.baodanh.local.Html;

/** The page on which one chooses whom to sign in as: plain HTML, one link a person. */
final class SignInPage {
  private static final int SHOWN = 50;

  private SignInPage() {}

  /**
   * @param query the query of the request, which each link repeats with a login_hint
   */
  static String of(PortalSettings settings, String query) {
    var people = IntStream.range(0, Math.min(SHOWN, settings.people())).boxed().toList();
    return """
    <!doctype html>
    <html lang="vi">
    <head><meta charset="utf-8"><title>Cổng định danh (mô phỏng)</title></head>
    <body>
    <h1>Cổng định danh (mô phỏng)</h1>
    <p>Đăng nhập với tư cách ai? <span lang="en">Sign in as whom? All people are invented.</span></p>
    <ol start="0">
    %s</ol>
    <h2>Cán bộ tài chính <span lang="en">Finance staff</span></h2>
    <ul>
    %s</ul>
    <h2>Cán bộ quản lý <span lang="en">Operators</span></h2>
    <ul>
    %s</ul>
    <p>Còn nữa: thêm <code>login_hint=N</code>, N &lt; %d.</p>
    </body>
    </html>
    """
        .formatted(
            rows(settings, query, people),
            rows(settings, query, TestStaff.FINANCE),
            rows(settings, query, TestStaff.OPERATORS),
            settings.people());
  }

  private static String rows(PortalSettings settings, String query, List<Integer> numbers) {
    return numbers.stream()
        .filter(number -> number < settings.people())
        .map(number -> row(TestPeople.person(settings.seed(), number), query))
        .collect(Collectors.joining());
  }

  private static String row(TestPerson person, String query) {
    return "<li><a href=\"/authorize?%s&amp;login_hint=%d\">%s</a>, %s, %s</li>\n"
        .formatted(
            Html.escaped(query),
            person.number(),
            Html.escaped(person.name()),
            person.birthDate(),
            person.citizenNumber().or(person::passport).orElse(""));
  }
}
