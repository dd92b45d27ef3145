package vn.baodanh.registration.approval;

import io.vertx.core.json.JsonObject;

/**
 * What somebody would propose.
 *
 * @param kind names the {@link Effect} that it would have
 * @param content what the effect needs to know; judged by who writes it
 * @param note why, in the proposer's words, for who decides
 * @param key the request's Idempotency-Key: the same person's same key is the same proposal
 */
public record Draft(String kind, JsonObject content, String note, String key) {}
