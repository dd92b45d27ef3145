package vn.baodanh.local.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * A message to a merchant, as a platform puts it.
 *
 * @param address absolute, with its query
 * @param body empty for none
 */
record Notification(HttpMethod method, String address, Buffer body) {}
