package vn.baodanh.registration.recording;

import java.time.Duration;

/**
 * Bounds of recording.
 *
 * @param batch most filings in one transaction
 * @param interval how often a partition's queue is read while filings come in: what comes within it
 *     shares one transaction and one signature
 * @param directPending most filings of this node waiting for the direct lane; one more is answered
 *     503
 */
public record RecordingSettings(int batch, Duration interval, int directPending) {}
