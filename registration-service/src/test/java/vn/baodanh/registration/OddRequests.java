package vn.baodanh.registration;

import java.util.List;

/** What {@link RequestMutations} puts where it does not belong. */
final class OddRequests {
  /** Eight characters of a key that was never used. */
  static final String NEW = "NEW";

  static final List<String> KEYS =
      List.of(
          "",
          "1234567",
          NEW,
          NEW + "x".repeat(56),
          NEW + "x".repeat(57),
          "x".repeat(5_000),
          "12345678 12345678",
          "1234\t5678",
          NEW + ",12345678",
          "\u00e9".repeat(10),
          "\u007f".repeat(10),
          "1234\u00015678",
          "12345678\u0000",
          NEW + "{}[]()<>@,;:\\\"/?=",
          "null");
  static final List<String> VERSIONS =
      List.of(
          "",
          "0",
          "\"0\"",
          "\"\"",
          "\"-1\"",
          "\"+1\"",
          "\"00\"",
          "\"01\"",
          "\"1\"",
          "\"1.0\"",
          "\"1e3\"",
          "\"0x1\"",
          "*",
          "W/\"0\"",
          "\"0\", \"1\"",
          "\"0\"\"0\"",
          "'0'",
          "\" 0\"",
          "\"\u00b2\"",
          "\"9999999999999999\"",
          "\"99999999999999999\"",
          "\"9223372036854775807\"",
          "\"9223372036854775808\"",
          "\"" + "9".repeat(3_000) + "\"");
  static final List<String> PREFERENCES =
      List.of(
          "",
          "wait",
          "wait=",
          "wait=0",
          "wait=-1",
          "wait=1",
          "wait=1.5",
          "wait=\"1\"",
          "wait=99999999999999999999",
          "wait=abc",
          "WAIT=1",
          "respond-async, wait=1",
          "return=minimal",
          ", ,;;==",
          ",".repeat(3_000),
          ", wait= ".repeat(600),
          "x".repeat(5_000));
  static final List<String> TYPES =
      List.of(
          "",
          "application/json",
          "Application/JSON",
          "application/json;charset=utf-8",
          "application/json ; x=\"y;z\"",
          "application/json;",
          "application/json, text/plain",
          "application/jsonx",
          "application/problem+json",
          "text/json",
          "text/plain",
          "json",
          "*/*",
          "application/*",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "application/octet-stream");
  static final List<String> TARGETS =
      List.of(
          "/v1/me/preferences/",
          "//v1/me/preferences",
          "/v1//me/preferences",
          "/v1/me/../me/preferences",
          "/v1/./me/preferences",
          "/v1/m%65/preferences",
          "/v1/me%2Fpreferences",
          "/v1/me/preferences%20",
          "/v1/me/preferences%00",
          "/v1/me/preferences;x=1",
          "/v1/me/preferences#x",
          "/v1/me/preferences?x=1",
          "/v1/me/preferences?x=%zz",
          "/v1/me/preferences?" + "x".repeat(3_000),
          "/v1/me/preferences?" + "x".repeat(5_000),
          "/V1/me/preferences",
          "/v1/ME/preferences",
          "/v1/me/preference",
          "/v1/me",
          "/v1",
          "/",
          "*",
          "v1/me/preferences",
          "http://127.0.0.1/v1/me/preferences",
          "http:///v1/me/preferences",
          "http://",
          "/v1/me/preferences/0",
          "/v1/me/filings",
          "/v1/season",
          "/%",
          "/%ff%fe",
          "/..%2f..%2fetc%2fpasswd",
          "\\v1\\me\\preferences");
  static final List<String> METHODS =
      List.of(
          "POST",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "put",
          "PUTT",
          "P",
          "PROPFIND",
          "X".repeat(500));
  static final List<Call.Field> MORE =
      List.of(
          new Call.Field("X-HTTP-Method-Override", "DELETE"),
          new Call.Field("X-Forwarded-For", "' OR 1=1 --"),
          new Call.Field("X-Forwarded-Proto", "javascript"),
          new Call.Field("Cookie", "a=b; ; =;=\u00ff"),
          new Call.Field("Accept", "text/html;q=0.1"),
          new Call.Field("Accept", ";;;"),
          new Call.Field("Accept-Encoding", "gzip;q=x"),
          new Call.Field("Accept-Language", "*;q=9"),
          new Call.Field("Range", "bytes=0-"),
          new Call.Field("If-None-Match", "*"),
          new Call.Field("If-Unmodified-Since", "yesterday"),
          new Call.Field("Date", "never"),
          new Call.Field("Expect", "100-continue"),
          new Call.Field("Upgrade", "websocket"),
          new Call.Field("Connection", "keep-alive, upgrade"),
          new Call.Field("Origin", "null"),
          new Call.Field("X", "\u0001"),
          new Call.Field("X", "\u007f"),
          new Call.Field("X", "x".repeat(9_000)),
          new Call.Field("X", "x".repeat(13_000)),
          new Call.Field("x".repeat(3_000), "x"),
          new Call.Field("Bad Name", "x"),
          new Call.Field("", "x"),
          new Call.Field("\u00e9", "x"));

  private OddRequests() {}
}
