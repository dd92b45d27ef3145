package vn.baodanh.load.payments;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import vn.baodanh.local.LocalFault;

/**
 * Measures how long a platform's file takes from its first byte until it is matched against as many
 * payments of ours, as CSV and as XLSX, and how much heap the adapter takes for it. Its last line
 * is one JSON object.
 */
final class SettlementBench {
  private static final LocalDate CSV_DAY = LocalDate.of(2026, 10, 1);
  private static final long AMOUNT = 45_000;
  private static final long CHARGE = 1_100;
  private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->(\\d+)M\\(\\d+M\\)");
  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "reference",
          "transactionNo",
          "requestId",
          "bankCode",
          "payDate",
          "amount",
          "charge",
          "net");

  private final PaymentMachine machine;
  private final int count;
  private final Path directory;
  private final HttpClient http = HttpClient.newHttpClient();

  private SettlementBench(PaymentMachine machine, int count, Path directory) {
    this.machine = machine;
    this.count = count;
    this.directory = directory;
  }

  public static void main(String[] arguments) {
    boolean quick = List.of(arguments).contains("--quick");
    try {
      System.exit(run(quick ? 100_000 : 1_000_000) ? 0 : 1);
    } catch (IOException | SQLException | LocalFault failure) {
      System.err.println("The benchmark could not go on: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.err.println("The benchmark was stopped");
    }
    System.exit(2);
  }

  private static boolean run(int count) throws IOException, SQLException, InterruptedException {
    Path directory = Files.createTempDirectory("baodanh-bench-");
    Path gcLog = Files.createTempFile("baodanh-gc-", ".log");
    try (var machine =
        PaymentMachine.start(
            directory, 1, Map.of(), "-Xmx256m", "-Xlog:gc:file=" + gcLog + ":tags,time")) {
      return new SettlementBench(machine, count, directory).measure(gcLog);
    } finally {
      Files.delete(gcLog);
    }
  }

  private boolean measure(Path gcLog) throws IOException, SQLException, InterruptedException {
    System.out.printf("%,d payments of ours on each of two days%n", count);
    for (int day = 0; day < 2; day++) {
      seed(day);
    }
    writeOut();
    Path csv = csv();
    double csvSeconds = match("csv", csv);
    Path xlsx = xlsx();
    double xlsxSeconds = match("xlsx", xlsx);
    int extraHeapMb = extraHeap(gcLog);
    Files.delete(csv);
    Files.delete(xlsx);
    long differences = ask("SELECT count(*) FROM difference");
    long lines = ask("SELECT count(*) FROM settlement_line");
    System.out.printf("lines kept %,d, differences %d (1 planted in each)%n", lines, differences);
    System.out.println(
        new JsonObject()
            .put("csvSeconds", csvSeconds)
            .put("xlsxSeconds", xlsxSeconds)
            .put("extraHeapMb", extraHeapMb)
            .encode());
    return differences == 2 && lines == 2L * count;
  }

  /** Bills that are settled by an attempt each, and what the ledger has of them. */
  private void seed(int day) throws SQLException {
    long first = (long) day * count + 1;
    long last = (long) (day + 1) * count;
    String at = "timestamptz '" + CSV_DAY.plusDays(day) + " 08:00:00+07'";
    try (var db = DriverManager.getConnection(machine.jdbcUrl());
        var statement = db.createStatement()) {
      statement.execute(
          """
          INSERT INTO bill (id, candidate_id, amount, institutions, amounts, created_at, state, settled_by, settled_at)
          SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, ('00000000-0000-4000-9000-' || lpad(to_hex(i), 12, '0'))::uuid,
            45000, '{BKA,QHI}', '{30000,15000}', %3$s, 'settled', 'B' || lpad(i::text, 15, '0'), %3$s
          FROM generate_series(%1$d, %2$d) AS i;
          INSERT INTO attempt (reference, bill_id, candidate_id, key, request_digest, platform, amount, created_at, platform_expires_at,
            expires_at, state, result_code, transaction_no, paid_at, decided_at)
          SELECT 'B' || lpad(i::text, 15, '0'), ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
            ('00000000-0000-4000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 'key', '\\x00', 'vnpay', 45000, %3$s,
            %3$s + interval '15 minutes', %3$s + interval '20 minutes', 'succeeded', '00', (14000000 + i)::text, %3$s, %3$s
          FROM generate_series(%1$d, %2$d) AS i;
          INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
          SELECT %3$s, '%4$s', 'payment', 'platform:vnpay', 'institution:' || institution, amount, 'B' || lpad(i::text, 15, '0')
          FROM generate_series(%1$d, %2$d) AS i, (VALUES ('BKA', 30000), ('QHI', 15000)) AS line (institution, amount);
          """
              .formatted(first, last, at, CSV_DAY.plusDays(day)));
      statement.execute("VACUUM ANALYZE bill, attempt, ledger_entry");
    }
  }

  /** What was paid on those days has long been written out when their files come. */
  private void writeOut() throws SQLException {
    try (var superuser = machine.postgres().superuser();
        var statement = superuser.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  private String[] line(int day, long i) {
    boolean dearer = i == (long) day * count + 1; // the one difference
    String date = CSV_DAY.plusDays(day).toString().replace("-", "");
    return new String[] {
      "PAYMENT",
      "B%015d".formatted(i),
      Long.toString(14_000_000 + i),
      "",
      "NCB",
      date + "080000",
      Long.toString(AMOUNT),
      Long.toString(dearer ? CHARGE + 1 : CHARGE),
      Long.toString(AMOUNT - (dearer ? CHARGE + 1 : CHARGE))
    };
  }

  private String[] period(int day) {
    String date = CSV_DAY.plusDays(day).toString().replace("-", "");
    return new String[] {"PERIOD", "vnpay", date, date, "", "", "", "", ""};
  }

  private String[] total() {
    long amounts = AMOUNT * count;
    long charges = CHARGE * count + 1;
    return new String[] {
      "TOTAL",
      Integer.toString(count),
      "",
      "",
      "",
      "",
      Long.toString(amounts),
      Long.toString(charges),
      Long.toString(amounts - charges)
    };
  }

  private Path csv() throws IOException {
    Path file = directory.resolve("bench.csv");
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, COLUMNS.toArray(String[]::new));
      write(out, period(0));
      for (long i = 1; i <= count; i++) {
        write(out, line(0, i));
      }
      write(out, total());
    }
    return file;
  }

  private static void write(BufferedOutputStream out, String[] cells) throws IOException {
    out.write((String.join(",", cells) + "\r\n").getBytes(US_ASCII));
  }

  private Path xlsx() throws IOException {
    Path file = directory.resolve("bench.xlsx");
    try (var out = new BufferedOutputStream(Files.newOutputStream(file));
        var workbook = new Workbook(out, "bench", "1.0")) {
      var sheet = workbook.newWorksheet("settlement");
      int row = 0;
      put(sheet, row++, COLUMNS.toArray(String[]::new));
      put(sheet, row++, period(1));
      for (long i = count + 1L; i <= 2L * count; i++) {
        put(sheet, row++, line(1, i));
        if (row % 10_000 == 0) {
          sheet.flush();
        }
      }
      put(sheet, row, total());
    }
    return file;
  }

  private static void put(org.dhatim.fastexcel.Worksheet sheet, int row, String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      sheet.inlineString(row, i, cells[i]);
    }
  }

  private double match(String format, Path file) throws IOException, InterruptedException {
    String token = machine.key().token(CallerKey.ISSUER, "finance");
    long begun = System.nanoTime();
    var taken =
        send(
            token,
            "/v1/settlements?source=vnpay&name=bench&format=" + format,
            "application/octet-stream",
            BodyPublishers.ofFile(file));
    long read = System.nanoTime();
    var matched =
        send(
            token,
            "/v1/settlements/" + taken.getString("id") + "/commit",
            "application/json",
            BodyPublishers.ofString("{}"));
    long ended = System.nanoTime();
    System.out.printf(
        "%s: %,d bytes, read in %.1f s, matched in %.1f s: %s%n",
        format,
        Files.size(file),
        (read - begun) / 1e9,
        (ended - read) / 1e9,
        matched.getString("state"));
    return Math.round((ended - begun) / 1e8) / 10.0;
  }

  private JsonObject send(String token, String path, String type, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(machine.address() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(body)
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  private long ask(String sql) throws SQLException {
    try (var db = DriverManager.getConnection(machine.jdbcUrl());
        var statement = db.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * Most in use before a collection, less what the first one left: what the service has without
   * files.
   */
  private static int extraHeap(Path gcLog) throws IOException {
    int most = 0;
    int base = Integer.MAX_VALUE;
    try (var lines = Files.lines(gcLog)) {
      for (var collection : lines.flatMap(line -> COLLECTION.matcher(line).results()).toList()) {
        most = Math.max(most, Integer.parseInt(collection.group(1)));
        base = Math.min(base, Integer.parseInt(collection.group(2)));
      }
    }
    return Math.max(0, most - (base == Integer.MAX_VALUE ? 0 : base));
  }
}
