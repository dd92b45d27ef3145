package vn.baodanh.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A contract as one page to read: plain HTML, no script, nothing from elsewhere. */
record ContractPage(String html, String contentSecurityPolicy) {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
      h1,h2{line-height:1.2}section{border-top:1px solid #d0d0d0;padding:.5rem 0}code,pre{font-family:ui-monospace,monospace}
      pre{background:#f4f4f4;padding:.75rem;overflow:auto}table{border-collapse:collapse;width:100%}
      td,th{border:1px solid #d0d0d0;padding:.3rem .5rem;text-align:left;vertical-align:top}a{color:#0b57a4}
      """;

  static ContractPage of(JsonObject document) {
    var page = new StringBuilder(16 * 1024);
    var info = document.getJsonObject("info", new JsonObject());
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.append("<title>").append(escape(info.getString("title", "API"))).append("</title>");
    page.append("<style>").append(STYLE).append("</style></head><body><main>");
    page.append("<h1>").append(escape(info.getString("title", "API"))).append("</h1>");
    page.append(paragraphs(info.getString("description", "")));
    page.append("<p>Version ").append(escape(info.getString("version", ""))).append(". ");
    page.append("The contract itself: <a href=\"/openapi.yaml\">openapi.yaml</a>.</p>");
    contents(page, document);
    operations(page, document);
    schemas(page, document);
    page.append("</main></body></html>");
    return new ContractPage(
        page.toString(),
        "default-src 'none'; style-src '"
            + hash(STYLE)
            + "'; base-uri 'none'; frame-ancestors 'none'");
  }

  private static void contents(StringBuilder page, JsonObject document) {
    page.append("<nav><ul>");
    forEachOperation(
        document,
        (method, path, operation) ->
            page.append("<li><a href=\"#")
                .append(escape(operation.getString("operationId", "")))
                .append("\"><code>")
                .append(method)
                .append(' ')
                .append(escape(path))
                .append("</code></a> ")
                .append(escape(operation.getString("summary", "")))
                .append("</li>"));
    page.append("</ul></nav>");
  }

  private static void operations(StringBuilder page, JsonObject document) {
    forEachOperation(
        document,
        (method, path, operation) -> {
          page.append("<section id=\"")
              .append(escape(operation.getString("operationId", "")))
              .append("\"><h2><code>");
          page.append(method).append(' ').append(escape(path)).append("</code></h2>");
          page.append("<p><strong>")
              .append(escape(operation.getString("summary", "")))
              .append("</strong></p>");
          page.append(paragraphs(operation.getString("description", "")));
          page.append(paragraphs(roles(operation.getJsonArray("x-roles", new JsonArray()))));
          page.append(paragraphs(scope(operation.getString("x-scope", ""))));
          parameters(page, document, operation.getJsonArray("parameters", new JsonArray()));
          body(page, document, operation);
          responses(page, document, operation.getJsonObject("responses", new JsonObject()));
          page.append("</section>");
        });
  }

  private static String roles(JsonArray names) {
    return names.isEmpty()
        ? ""
        : names.stream().map(String::valueOf).collect(Collectors.joining(", ", "Roles: ", "."));
  }

  private static String scope(String name) {
    return name.isEmpty() ? "" : "A machine's key needs the scope " + name + ".";
  }

  private static void parameters(StringBuilder page, JsonObject document, JsonArray parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    page.append("<table><tr><th>Parameter</th><th>In</th><th>Meaning</th></tr>");
    for (int i = 0; i < parameters.size(); i++) {
      var parameter = resolved(document, parameters.getJsonObject(i));
      page.append("<tr><td><code>")
          .append(escape(parameter.getString("name", "")))
          .append("</code>");
      page.append(parameter.getBoolean("required", false) ? " (required)" : "").append("</td><td>");
      page.append(escape(parameter.getString("in", ""))).append("</td><td>");
      page.append(escape(parameter.getString("description", ""))).append("<br><code>");
      page.append(escape(parameter.getJsonObject("schema", new JsonObject()).encode()))
          .append("</code></td></tr>");
    }
    page.append("</table>");
  }

  private static void body(StringBuilder page, JsonObject document, JsonObject operation) {
    if (operation.containsKey("requestBody")) {
      page.append("<h3>Body</h3>");
      content(page, resolved(document, operation.getJsonObject("requestBody")));
    }
  }

  private static void responses(StringBuilder page, JsonObject document, JsonObject responses) {
    page.append("<h3>Answers</h3><dl>");
    for (var status : responses.fieldNames()) {
      var response = resolved(document, responses.getJsonObject(status));
      page.append("<dt><code>").append(escape(status)).append("</code></dt><dd>");
      page.append(escape(response.getString("description", "")));
      content(page, response);
      page.append("</dd>");
    }
    page.append("</dl>");
  }

  private static void content(StringBuilder page, JsonObject owner) {
    var content = owner.getJsonObject("content", new JsonObject());
    for (var type : content.fieldNames()) {
      page.append("<details><summary><code>").append(escape(type)).append("</code></summary><pre>");
      page.append(escape(content.getJsonObject(type).encodePrettily())).append("</pre></details>");
    }
  }

  private static void schemas(StringBuilder page, JsonObject document) {
    var schemas =
        document
            .getJsonObject("components", new JsonObject())
            .getJsonObject("schemas", new JsonObject());
    page.append("<h2>Schemas</h2>");
    for (var name : schemas.fieldNames()) {
      page.append("<details><summary><code>").append(escape(name)).append("</code></summary><pre>");
      page.append(escape(schemas.getJsonObject(name).encodePrettily())).append("</pre></details>");
    }
  }

  private interface OperationVisitor {
    void visit(String method, String path, JsonObject operation);
  }

  private static void forEachOperation(JsonObject document, OperationVisitor visitor) {
    var paths = document.getJsonObject("paths", new JsonObject());
    for (var path : paths.fieldNames()) {
      var item = paths.getJsonObject(path);
      for (var method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          visitor.visit(method.toUpperCase(Locale.ROOT), path, item.getJsonObject(method));
        }
      }
    }
  }

  /** Follows a {@code $ref} within the document; as it is if there is none. */
  private static JsonObject resolved(JsonObject document, JsonObject object) {
    var reference = object.getString("$ref");
    if (reference == null || !reference.startsWith("#/")) {
      return object;
    }
    var target = document;
    for (var step : reference.substring(2).split("/", -1)) {
      target = target.getJsonObject(step, new JsonObject());
    }
    return target;
  }

  private static String paragraphs(String text) {
    return text.isBlank()
        ? ""
        : "<p>" + escape(text.strip()).replaceAll("\\n\\s*\\n", "</p><p>") + "</p>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String hash(String style) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256
    }
  }
}
