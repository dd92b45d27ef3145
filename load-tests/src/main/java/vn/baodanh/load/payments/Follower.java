package vn.baodanh.load.payments;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import vn.baodanh.load.candidate.PortalStandIn;
import vn.baodanh.load.candidate.SigningKey;
import vn.baodanh.load.machine.Parts;
import vn.baodanh.local.Ports;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.Program;
import vn.baodanh.local.ServiceProcess;

/**
 * Registration-service beside the adapter, on the same Postgres and Redis: takes in what the
 * adapter tells of bills that it is said to have made.
 */
final class Follower {
  private static final String DATABASE = "registration";
  private static final String AUDIENCE = "baodanh";
  private static final long KEY_SEED = 2026;
  private static final int TOGETHER = 10_000;

  private final PostgresStore postgres;
  private final ServiceProcess service;

  private Follower(PostgresStore postgres, ServiceProcess service) {
    this.postgres = postgres;
    this.service = service;
  }

  /** Starts it and waits until it is ready; stopped with the machine. */
  static Follower start(PaymentMachine machine, Parts parts) throws IOException {
    PostgresStore postgres = machine.postgres();
    postgres.createDatabase(DATABASE);
    var portal =
        parts.opened(new PortalStandIn(new SigningKey(KEY_SEED), AUDIENCE, Duration.ofHours(1)));
    int management = Ports.free();
    var environment = new HashMap<String, String>();
    environment.put("HTTP_PORT", Integer.toString(Ports.free()));
    environment.put("MANAGEMENT_PORT", Integer.toString(management));
    environment.put("DATABASE_URL", postgres.url("registration", DATABASE));
    environment.put("MIGRATION_DATABASE_URL", postgres.url("registration_owner", DATABASE));
    environment.put("REDIS_URL", machine.redis().url());
    environment.put("PORTAL_ISSUER", portal.mint().issuer());
    environment.put("TOKEN_AUDIENCE", AUDIENCE);
    environment.put("ALLOW_DEVELOPMENT_KEYS", "true");
    environment.put("PAYMENT_ADAPTER_URL", machine.address());
    environment.put("PAYMENT_CALLER_KEY", machine.key().privateKey());
    var service =
        parts.opened(
            ServiceProcess.start(
                Program.of("registration-service").withFlags("-Xmx512m"),
                environment,
                URI.create("http://127.0.0.1:%d/ready".formatted(management)),
                parts.file("registration-service.log")));
    return new Follower(postgres, service);
  }

  /**
   * A bill that is going to be asked for.
   *
   * @param preferences each at one institution, and each costs {@link Tale#FEE}
   */
  record Bill(UUID id, UUID candidate, int preferences) {}

  /** Puts bills on file as registration-service has them once the adapter has confirmed them. */
  void add(List<Bill> bills) throws SQLException {
    try (var database = connect()) {
      for (int from = 0; from < bills.size(); from += TOGETHER) {
        add(database, bills.subList(from, Math.min(from + TOGETHER, bills.size())), from);
      }
      try (var statement = database.createStatement()) {
        statement.execute("VACUUM ANALYZE bill");
      }
    }
  }

  private static void add(Connection database, List<Bill> bills, int from) throws SQLException {
    try (var insert =
        database.prepareStatement(
            """
            INSERT INTO bill (id, candidate_id, number, reference, list_candidate_id, list_partition, list_seq, list_order_us,
              filing_id, rules_version, fee, preferences, institutions, amounts, amount, created_at, to_tell, state)
            SELECT b.id, b.candidate, 1, lpad((b.place + ?)::text, 12, '0'), b.candidate, 0, b.place + ?, b.place + ?,
              b.id, '2026.1', ?, b.preferences, ARRAY['BKA'], ARRAY[b.preferences * ?], b.preferences * ?, now(), false, 'open'
            FROM unnest(?::uuid[], ?::uuid[], ?::int[]) WITH ORDINALITY AS b (id, candidate, preferences, place)
            """)) {
      for (int i = 1; i <= 3; i++) {
        insert.setLong(i, from);
      }
      for (int i = 4; i <= 6; i++) {
        insert.setLong(i, Tale.FEE);
      }
      insert.setArray(7, database.createArrayOf("uuid", bills.stream().map(Bill::id).toArray()));
      insert.setArray(
          8, database.createArrayOf("uuid", bills.stream().map(Bill::candidate).toArray()));
      insert.setArray(
          9, database.createArrayOf("int", bills.stream().map(Bill::preferences).toArray()));
      insert.executeUpdate();
    }
  }

  /** For whoever asks {@link #position} often. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl("registration_owner", DATABASE));
  }

  /** Up to which event it has taken in what the adapter tells. */
  static long position(Connection database) throws SQLException {
    return number(database, "SELECT position FROM payment_cursor");
  }

  /** How many bills it knows to be paid. */
  long paid() throws SQLException {
    try (var database = connect()) {
      return number(database, "SELECT count(*) FROM bill WHERE state = 'paid'");
    }
  }

  private static long number(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  long pid() {
    return service.pid();
  }
}
