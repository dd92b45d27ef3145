package vn.baodanh.registration.filing;

/**
 * By what a filing was judged, so that anybody can judge it again.
 *
 * @param rulesVersion edition of the season's rules, as {@code 2026.1}; at most 32 characters
 * @param catalogueVersion number of the catalogue's version in force at its receipt
 */
public record Grounds(String rulesVersion, int catalogueVersion) {}
