package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.baodanh.registration.Billing.FEE;
import static vn.baodanh.registration.Billing.KEY;
import static vn.baodanh.registration.Billing.askForBill;
import static vn.baodanh.registration.Billing.bill;
import static vn.baodanh.registration.Billing.standing;
import static vn.baodanh.registration.Billing.startPayment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody else pays by a link, and the adapter is told from where payers come. */
class BillLinkIT {
  private static Billing billing;

  @BeforeAll
  static void start() {
    billing = new Billing("bill_link_it");
    billing.filed("child", "BKA/IT1", "QHI/CN1");
    billing.filed("proxied", "BKA/IT1");
    billing.filed("flooded", "BKA/IT1");
    billing.filed("grown-up", "BKA/IT1");
    billing.count();
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @AfterEach
  void backToNormal() {
    billing.backToNormal();
  }

  @Test
  void whoHoldsALinkSeesTheAmountAndCanPayAndNothingElse() {
    Device device = billing.a.of("child");
    askForBill(device).expect(201);
    JsonObject none = new JsonObject();
    Answer link = device.post("/v1/me/bill/links", KEY, none).expect(201);
    assertEquals(link.json(), device.post("/v1/me/bill/links", KEY, none).expect(200).json());
    assertEquals(
        link.json(), device.get("/v1/me/bill/links").json().getJsonArray("links").getJsonObject(0));
    String path = "/v1/payment-links/" + link.text("token");
    JsonObject seen = Device.ask(billing.a.port(), path).expect(200).json();
    assertEquals(Set.of("reference", "amount", "status", "platforms"), seen.fieldNames());
    assertEquals(JsonArray.of("vnpay"), seen.getJsonArray("platforms"));
    assertEquals(JsonArray.of("vnpay"), standing(device).getJsonArray("platforms"));
    assertEquals(2 * FEE, seen.getLong("amount"));
    assertEquals(
        standing(device).getJsonObject("bill").getString("reference"), seen.getString("reference"));
    Device stranger = new Device("relative", link.text("token"), billing.a.port());
    stranger.get("/v1/me/bill").expect(401);
    for (int at : List.of(0, 20, 41)) {
      Device.ask(billing.a.port(), "/v1/payment-links/" + withAnother(link.text("token"), at))
          .expect(404, "link-unknown");
    }
    billing.a.of("somebody").delete("/v1/me/bill/links/" + link.id()).expect(404, "link-unknown");
    String reference = pay(path, KEY).expect(201).text("reference");
    assertEquals(reference, pay(path, KEY).expect(200).text("reference"));
    device.delete("/v1/me/bill/links/" + link.id()).expect(204);
    pay(path, KEY + "-2").expect(410, "link-over");
    Device.ask(billing.a.port(), path).expect(410, "link-over");
    billing.adapter.pay(reference);
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    device.post("/v1/me/bill/links", KEY + "-2", none).expect(409, "bill-paid");
  }

  private static String withAnother(String token, int at) {
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  /** Platforms want to know who pays; of a node behind a proxy that is not the proxy. */
  @Test
  void theAdapterIsToldFromWherePayersComeAsOurProxySays() {
    Node behind =
        billing.stack.node(
            "PAYMENT_ADAPTER_URL",
            billing.adapter.address(),
            "TRUSTED_PROXIES",
            "127.0.0.1",
            "PAYMENT_PLATFORMS",
            "momo,vnpay");
    Device device = billing.a.of("proxied");
    String id = bill(askForBill(device).expect(201)).getString("id");
    payFrom(device, KEY + "-open").expect(201);
    payFrom(device.at(behind), KEY + "-behind").expect(201);
    assertEquals(
        List.of("127.0.0.1", "203.0.113.7"),
        billing.adapter.attemptsOf(id).stream().map(one -> one.getString("payerAddress")).toList());
    assertEquals(
        JsonArray.of("momo", "vnpay"), standing(device.at(behind)).getJsonArray("platforms"));
    billing.stack.stop(behind);
  }

  private static Answer payFrom(Device device, String key) {
    return device.post(
        "/v1/me/bill/payments",
        key,
        new JsonObject().put("platform", "vnpay").put("language", "vi"),
        "X-Forwarded-For",
        "203.0.113.7");
  }

  /** As somebody who is not signed in. */
  private static Answer pay(String link, String key) {
    return Device.tell(
        billing.a.port(),
        link + "/payments",
        key,
        new JsonObject().put("platform", "vnpay").put("language", "en"));
  }

  @Test
  void whoeverHoldsALinkCannotUseUpTheCandidatesOwnAttempts() {
    Device device = billing.a.of("flooded");
    askForBill(device).expect(201);
    Answer link = device.post("/v1/me/bill/links", KEY, new JsonObject()).expect(201);
    String path = "/v1/payment-links/" + link.text("token");
    List<Integer> answers =
        IntStream.range(0, 55).map(i -> pay(path, KEY + i).status()).boxed().toList();
    assertEquals(50, answers.stream().filter(status -> status == 201).count());
    assertEquals(5, answers.stream().filter(status -> status == 409).count());
    startPayment(device, KEY).expect(201);
  }

  @Test
  void whoHoldsALinkPaysInTheTimeOfTheDepartmentThatOnlyAnotherAccountNames() {
    Device device = billing.a.of("grown-up");
    askForBill(device).expect(201);
    String token = device.post("/v1/me/bill/links", KEY, new JsonObject()).text("token");
    billing.stack.execute(
        """
        INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq, content, department_code)
        VALUES ('%s', 2, 1, 1, 0, 1, '', '01')
        """
            .formatted(billing.stack.candidate("entered-by-the-school")));
    billing.merge("entered-by-the-school", "grown-up");
    try {
      billing.stack.execute(
          "UPDATE season_window SET opens_at = now() - interval '1 hour', closes_at = now() +"
              + " interval '1 hour' WHERE id = '2026-payment-01'");
      BillingWindows.movePayment(billing.stack, -600, -1, false, billing.a, billing.b);
      Stack.eventually("their time", () -> startPayment(device, KEY).status() == 201);
      pay("/v1/payment-links/" + token, KEY).expect(201);
    } finally {
      BillingWindows.openPayment(billing.stack, billing.a, billing.b);
    }
  }
}
