package vn.baodanh.registration.intake;

/**
 * Bounds of intake.
 *
 * @param together most filings in one call to Redis
 * @param macKey of the answers, at least 32 bytes
 */
public record IntakeSettings(int together, byte[] macKey) {}
