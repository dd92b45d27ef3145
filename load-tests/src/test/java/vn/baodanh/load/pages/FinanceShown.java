package vn.baodanh.load.pages;

import java.util.List;

/** The pages of finance staff, each by its address; one twice where it looks otherwise. */
enum FinanceShown {
  DAYS("/finance"),
  DAY("/finance/days/:day"),
  DIFFERENCES("/finance/differences"),
  DIFFERENCE("/finance/differences/:number"),
  FILES("/finance/files"),
  FILE("/finance/files/:id"),
  REFUNDS("/finance/refunds"),
  REFUND("/finance/refunds/:id"),
  REFUND_OPEN("/finance/refunds/:id", FinanceScenes.refund(1)),
  REFUND_PREPARED("/finance/refunds/:id", FinanceScenes.refund(3)),
  REFUND_REFUNDED("/finance/refunds/:id", FinanceScenes.refund(7)),
  REFUND_REFUSED("/finance/refunds/:id", FinanceScenes.refund(8)),
  REFUND_RETURNED("/finance/refunds/:id", FinanceScenes.refund(9)),
  PAYOUTS("/finance/payouts"),
  STATEMENTS("/finance/statements"),
  LEDGER("/finance/ledger"),
  CALENDAR("/finance/calendar"),
  AUDIT("/finance/audit");

  final String path;
  private final String id;

  FinanceShown(String path) {
    this(path, FinanceScenes.ID);
  }

  FinanceShown(String path, String id) {
    this.path = path;
    this.id = id;
  }

  /** With something in the place of a parameter. */
  String address() {
    return path.replace(":day", "2026-07-14").replace(":number", "17").replace(":id", id);
  }

  static List<String> paths() {
    return java.util.Arrays.stream(values()).map(page -> page.path).distinct().toList();
  }
}
