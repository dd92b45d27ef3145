package vn.baodanh.registration.message;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * By which ways people are reached; empty: not by that one.
 *
 * @param from the sender's address of e-mails
 * @param pause most time that news of filings waits for more news of the same candidate
 */
public record MessageSettings(
    Optional<URI> smtp,
    String from,
    Optional<URI> portalInbox,
    Optional<URI> sms,
    Duration pause) {}
