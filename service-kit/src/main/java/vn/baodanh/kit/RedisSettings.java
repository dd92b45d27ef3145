package vn.baodanh.kit;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach Redis.
 *
 * @param url redis://host:port for one server, redis-cluster://host:port for a cluster
 * @param commandTimeout most time for an answer; later, its outcome is unknown
 * @param requestQueueSize most commands unanswered on one connection; one more fails at once
 */
public record RedisSettings(URI url, Duration commandTimeout, int requestQueueSize) {}
