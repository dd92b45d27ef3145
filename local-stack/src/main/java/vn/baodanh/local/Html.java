package vn.baodanh.local;

/** Text put into HTML. */
public final class Html {
  private Html() {}

  /** The text so that it is text also between tags and inside quoted attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
