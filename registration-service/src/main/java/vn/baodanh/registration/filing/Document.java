package vn.baodanh.registration.filing;

import java.util.UUID;

/** What a candidate has at most one of that counts: the list, or the registration. */
public record Document(UUID candidate, Kind kind) {}
