package vn.baodanh.payment.settlement;

import java.nio.file.Path;

/**
 * How files are taken in.
 *
 * @param uploads where files lie while they are read
 * @param mostBytes of one file
 * @param bankAccount ours, as the bank writes it; empty: statements of any are taken
 */
public record SettlementSettings(Path uploads, long mostBytes, String bankAccount) {}
