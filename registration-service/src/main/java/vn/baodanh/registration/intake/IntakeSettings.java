package vn.baodanh.registration.intake;

import java.time.Duration;

/**
 * Bounds of intake.
 *
 * @param together most filings in one call to Redis
 * @param interval least time between two rounds of calls of one event loop: the longer, the more
 *     filings share a call and an fsync; who comes alone never waits
 * @param macKey of the answers, at least 32 bytes
 */
public record IntakeSettings(int together, Duration interval, byte[] macKey) {}
