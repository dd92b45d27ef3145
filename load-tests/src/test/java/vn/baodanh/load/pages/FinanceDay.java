package vn.baodanh.load.pages;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A day on which four payments came, two of them for bills that were paid already, and what
 * platforms and bank send of it. VNPAY took 100 đồng more for one of them than agreed.
 */
final class FinanceDay {
  /** A Tuesday, paid by the bank on the next day and with no other day. */
  static final LocalDate DAY = LocalDate.of(2025, 9, 16);

  private static final String DATE = DateTimeFormatter.BASIC_ISO_DATE.format(DAY);
  private static final String HEADER =
      "kind,reference,transactionNo,requestId,bankCode,payDate,amount,charge,net\r\n";
  private static final int AMOUNT = 45_000;
  private static final int CHARGE = 1_100;
  private static final int MORE = 100;
  private static final int PAYMENTS = 4;

  private FinanceDay() {}

  /** Four payments in the payment adapter's books; the last two are to be sent back. */
  static void seed(PagesStack stack) {
    stack.inPayments(
        """
        INSERT INTO bill (id, candidate_id, amount, institutions, amounts, created_at, state, settled_by, settled_at)
        SELECT ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, ('00000000-0000-4000-9000-' || lpad(i::text, 12, '0'))::uuid,
          45000, '{BKA,QHI}', '{30000,15000}', at, 'settled', 'F' || lpad(i::text, 15, '0'), at
        FROM generate_series(1, 2) AS i, (SELECT timestamptz '%1$s 08:00:00+07' AS at) AS paid;
        INSERT INTO attempt (reference, bill_id, candidate_id, key, request_digest, platform, amount, created_at, platform_expires_at,
          expires_at, state, result_code, transaction_no, paid_at, decided_at)
        SELECT 'F' || lpad(i::text, 15, '0'), ('00000000-0000-4000-8000-' || lpad(((i - 1) %% 2 + 1)::text, 12, '0'))::uuid,
          ('00000000-0000-4000-9000-' || lpad(((i - 1) %% 2 + 1)::text, 12, '0'))::uuid, 'key-' || i, '\\x00', 'vnpay', 45000, at,
          at + interval '15 minutes', at + interval '20 minutes', 'succeeded', '00', (14000000 + i)::text, at, at
        FROM generate_series(1, 4) AS i, (SELECT timestamptz '%1$s 08:00:00+07' AS at) AS paid;
        INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
        SELECT at, '%1$s', 'payment', 'platform:vnpay', 'institution:' || institution, amount, 'F' || lpad(i::text, 15, '0')
        FROM generate_series(1, 2) AS i, (VALUES ('BKA', 30000), ('QHI', 15000)) AS line (institution, amount),
          (SELECT timestamptz '%1$s 08:00:00+07' AS at) AS paid;
        INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
        SELECT at, '%1$s', 'payment', 'platform:vnpay', 'refunds', 45000, 'F' || lpad(i::text, 15, '0')
        FROM generate_series(3, 4) AS i, (SELECT timestamptz '%1$s 08:00:00+07' AS at) AS paid;
        INSERT INTO refund (id, reference, amount, reason, state, opened_at, opened_by)
        SELECT gen_random_uuid(), 'F' || lpad(i::text, 15, '0'), 45000, 'bill-settled-otherwise', 'open', now(), 'system'
        FROM generate_series(3, 4) AS i;
        """
            .formatted(DAY));
  }

  /** VNPAY's file. */
  static String vnpay() {
    var text = new StringBuilder(HEADER).append(period("vnpay"));
    int charges = 0;
    for (int i = 1; i <= PAYMENTS; i++) {
      int charge = i == 2 ? CHARGE + MORE : CHARGE;
      charges += charge;
      text.append(
          "PAYMENT,F%015d,%d,,NCB,%s080000,%d,%d,%d\r\n"
              .formatted(i, 14_000_000 + i, DATE, AMOUNT, charge, AMOUNT - charge));
    }
    return text.append(total(PAYMENTS, PAYMENTS * AMOUNT, charges)).toString();
  }

  /** The same with an amount that is none, on line 4. */
  static String faulty() {
    return vnpay().replaceFirst("(F0+2,.*?,)45000,", "$1=45000,");
  }

  /** MoMo's, with nothing in it. */
  static String momo() {
    return HEADER + period("momo") + total(0, 0, 0);
  }

  /** The bank's statement of the day on which VNPAY pays for this one. */
  static String bank(LocalDate credited) {
    var date = DateTimeFormatter.BASIC_ISO_DATE.format(credited);
    int net = PAYMENTS * (AMOUNT - CHARGE) - MORE;
    return """
    kind,date,mark,amount,reference,text
    OPENING,%1$s,C,0,,
    ENTRY,%1$s,C,%2$d,FT%1$s,VNPAY BAODANH1
    CLOSING,%1$s,C,%2$d,,
    """
        .formatted(date, net);
  }

  private static String period(String platform) {
    return "PERIOD,%s,%s,%s,,,,,\r\n".formatted(platform, DATE, DATE);
  }

  private static String total(int lines, int amounts, int charges) {
    return "TOTAL,%d,,,,,%d,%d,%d\r\n".formatted(lines, amounts, charges, amounts - charges);
  }
}
