package vn.baodanh.registration.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where authorities are asked; empty: not at all.
 *
 * @param longest time limit of one question
 * @param together most questions to one of them at once
 */
public record IdentitySettings(
    Optional<URI> population, Optional<URI> sector, Duration longest, int together) {}
