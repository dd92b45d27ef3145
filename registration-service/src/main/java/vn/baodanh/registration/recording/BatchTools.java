package vn.baodanh.registration.recording;

import java.time.Clock;
import java.util.random.RandomGenerator;
import vn.baodanh.registration.log.LogSigner;

/**
 * What every batch of this service is made with.
 *
 * @param random for salts: must be cryptographically strong
 */
public record BatchTools(Clock clock, LogSigner signer, RandomGenerator random) {}
