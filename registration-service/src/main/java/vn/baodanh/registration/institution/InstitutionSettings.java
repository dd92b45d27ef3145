package vn.baodanh.registration.institution;

/**
 * Bounds on what universities ask.
 *
 * @param pullsPerMinute of one institution on all nodes together
 * @param uploadsPerMinute admitted lists, previewed or committed, likewise
 * @param pullsAtOnce on this node
 * @param connections of their own, so that pulls take none from candidates
 */
public record InstitutionSettings(
    int pullsPerMinute, int uploadsPerMinute, int pullsAtOnce, int connections) {}
