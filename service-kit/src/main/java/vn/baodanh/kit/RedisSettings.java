package vn.baodanh.kit;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach Redis.
 *
 * @param url redis://[user:password@]host:port for one server, redis-cluster://… for a cluster by
 *     any of its nodes; rediss and rediss-cluster with TLS
 * @param commandTimeout most time for an answer; what came of a command after that is unknown
 * @param requestQueueSize most commands unanswered on one connection; one more fails at once
 * @param replicas how many replicas must confirm what {@link Redis#replicated} is asked about; 0
 *     where there are none
 */
public record RedisSettings(URI url, Duration commandTimeout, int requestQueueSize, int replicas) {

  boolean isCluster() {
    return url.getScheme().endsWith("-cluster");
  }
}
