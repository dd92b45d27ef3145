package vn.baodanh.registration.recording;

import vn.baodanh.registration.filing.Document;

/**
 * What somebody had filed who was found to be another candidate.
 *
 * @param document of the candidate who both are
 * @param effectiveUs what is received from then on must know of it
 * @param lastOrderUs order of the other's filing recorded last
 */
record Inherited(Document document, long effectiveUs, long lastOrderUs) {}
