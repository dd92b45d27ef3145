package vn.baodanh.registration.filing;

/**
 * Money.
 *
 * @param amount whole đồng; there is no smaller unit
 */
public record Vnd(long amount) {}
