package vn.baodanh.kit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/**
 * Adds {@code requestId} to a log line that is written while a request is being worked on. Named in
 * logback.xml.
 */
public final class RequestIdField extends AbstractJsonProvider<ILoggingEvent> {

  @Override
  public void writeTo(JsonGenerator generator, ILoggingEvent event) {
    Received.current()
        .ifPresent(received -> generator.writeStringProperty("requestId", received.requestId()));
  }
}
