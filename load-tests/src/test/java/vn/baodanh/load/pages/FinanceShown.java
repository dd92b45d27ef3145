package vn.baodanh.load.pages;

import java.util.List;

/** The pages of finance staff, each by its address. */
enum FinanceShown {
  DAYS("/finance"),
  DAY("/finance/days/:day"),
  DIFFERENCES("/finance/differences"),
  DIFFERENCE("/finance/differences/:number"),
  FILES("/finance/files"),
  FILE("/finance/files/:id"),
  REFUNDS("/finance/refunds"),
  REFUND("/finance/refunds/:id"),
  PAYOUTS("/finance/payouts"),
  STATEMENTS("/finance/statements"),
  LEDGER("/finance/ledger"),
  AUDIT("/finance/audit");

  final String path;

  FinanceShown(String path) {
    this.path = path;
  }

  /** With something in the place of a parameter. */
  String address() {
    return path.replace(":day", "2026-07-14")
        .replace(":number", "17")
        .replace(":id", FinanceScenes.ID);
  }

  static List<String> paths() {
    return java.util.Arrays.stream(values()).map(page -> page.path).toList();
  }
}
