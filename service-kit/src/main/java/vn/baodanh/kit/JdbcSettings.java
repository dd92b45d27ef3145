package vn.baodanh.kit;

import java.net.URI;

/**
 * How the owner of a database's tables reaches it, for migrations.
 *
 * @param url postgresql://user:password@host:port/database
 */
public record JdbcSettings(URI url) {}
