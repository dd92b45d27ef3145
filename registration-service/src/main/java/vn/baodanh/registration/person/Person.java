package vn.baodanh.registration.person;

import java.util.UUID;

/**
 * A candidate (thí sinh) who is signed in.
 *
 * @param candidateId ours, internal, the same at every sign-in
 * @param subject the portal's name for the person ({@code sub})
 */
public record Person(UUID candidateId, String subject) {}
