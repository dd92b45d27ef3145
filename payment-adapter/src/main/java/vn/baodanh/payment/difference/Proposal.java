package vn.baodanh.payment.difference;

import java.util.Optional;

/** How one person would settle a difference; another decides. */
record Proposal(Resolution resolution, Optional<String> institution, String reason, String by) {}
