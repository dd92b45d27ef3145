package vn.baodanh.kit;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach a database.
 *
 * @param url postgresql://user:password@host:port/database
 * @param poolSize most connections
 * @param waitQueueSize most requests waiting for a connection; one more fails at once
 * @param connectTimeout most time to get a connection, opened or from the queue
 */
public record PostgresSettings(URI url, int poolSize, int waitQueueSize, Duration connectTimeout) {}
