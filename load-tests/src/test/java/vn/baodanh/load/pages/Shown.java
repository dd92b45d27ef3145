package vn.baodanh.load.pages;

import java.util.List;

/** The candidate's pages, each by its address and what is there once it is shown. */
enum Shown {
  HOME("/"),
  REGISTRATION("/registration"),
  PREFERENCES("/preferences"),
  FEE("/fee"),
  PAYMENT("/payment"),
  HISTORY("/history"),
  MESSAGES("/messages"),
  PAY_LINK("/pay/:link");

  final String path;

  Shown(String path) {
    this.path = path;
  }

  /** With something in the place of a parameter. */
  String address() {
    return path.replace(":link", "Zm9yLWEtcmVsYXRpdmU");
  }

  static List<String> paths() {
    return java.util.Arrays.stream(values()).map(page -> page.path).toList();
  }
}
