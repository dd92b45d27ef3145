package vn.baodanh.registration;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class of the service logs while a test runs. */
final class LogWatch implements AutoCloseable {
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          messages.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  LogWatch(Class<?> source) {
    this(source.getName());
  }

  /**
   * @param source the name of a class that is nobody else's matter
   */
  LogWatch(String source) {
    logger = (Logger) LoggerFactory.getLogger(source);
    appender.start();
    logger.addAppender(appender);
  }

  long count(String part) {
    return messages.stream().filter(message -> message.contains(part)).count();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
