package vn.baodanh.kit;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks parameters and a JSON body of one operation by the contract's schemas: 400 with every
 * fault found, at most 20. Bodies of other types are their handlers' to judge.
 */
final class RequestCheck implements Handler<RoutingContext> {

  private static final int MOST_FAULTS = 20;
  private static final JsonSchemaOptions ALL_FAULTS =
      new JsonSchemaOptions()
          .setBaseUri("app://")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private final List<CheckedParameter> parameters;
  private final Optional<Validator> body;

  private record CheckedParameter(Parameter parameter, Validator validator) {}

  RequestCheck(Operation operation, SchemaRepository schemas) {
    this.parameters =
        operation.getParameters().stream()
            .map(parameter ->
                new CheckedParameter(
                    parameter, schemas.validator(parameter.getSchema(), ALL_FAULTS)))
            .toList();
    this.body =
        Optional.ofNullable(operation.getRequestBody())
            .map(body -> body.getContent().get(MediaType.APPLICATION_JSON))
            .map(type -> schemas.validator(type.getSchema(), ALL_FAULTS));
  }

  @Override
  public void handle(RoutingContext ctx) {
    var faults = new ArrayList<Problem.Fault>();
    for (var checked : parameters) {
      check(ctx, checked, faults);
    }
    body.ifPresent(validator -> checkBody(ctx, validator, faults));
    if (faults.isEmpty()) {
      ctx.next();
    } else {
      var most = faults.subList(0, Math.min(faults.size(), MOST_FAULTS));
      ctx.fail(new ProblemException(SchemaFaults.problem(most)));
    }
  }

  private static void check(
      RoutingContext ctx, CheckedParameter checked, List<Problem.Fault> faults) {
    var parameter = checked.parameter();
    var values = values(ctx, parameter);
    var pointer = parameter.getIn().toString() + ":" + parameter.getName();
    if (values.isEmpty()) {
      if (parameter.isRequired()) {
        faults.add(SchemaFaults.missing(pointer));
      }
    } else if (values.size() > 1) {
      faults.add(SchemaFaults.repeated(pointer));
    } else {
      var output = checked.validator().validate(typed(parameter, values.getFirst()));
      faults.addAll(SchemaFaults.of(output, ignored -> pointer));
    }
  }

  private static List<String> values(RoutingContext ctx, Parameter parameter) {
    return switch (parameter.getIn()) {
      case PATH ->
          Optional.ofNullable(ctx.pathParam(parameter.getName())).map(List::of).orElse(List.of());
      case QUERY -> ctx.queryParam(parameter.getName());
      case HEADER -> ctx.request().headers().getAll(parameter.getName());
      case COOKIE -> throw new IllegalArgumentException("no parameters in cookies here");
    };
  }

  /**
   * The value as the schema's type has it; as text where it is none, which the schema then refuses.
   */
  private static Object typed(Parameter parameter, String value) {
    try {
      return switch (parameter.getSchemaType()) {
        case INTEGER -> Long.valueOf(value);
        case NUMBER -> Double.valueOf(value);
        case BOOLEAN -> Set.of("true", "false").contains(value) ? Boolean.valueOf(value) : value;
        case STRING, ARRAY, OBJECT -> value;
      };
    } catch (NumberFormatException e) {
      return value;
    }
  }

  private void checkBody(RoutingContext ctx, Validator validator, List<Problem.Fault> faults) {
    var buffer = ctx.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      return; // the gate before has refused it where it must be there
    }
    try {
      @Nullable Object json = Json.decodeValue(buffer);
      faults.addAll(SchemaFaults.of(validator.validate(json), location -> location));
      faults.addAll(NulTexts.faults(json));
    } catch (DecodeException e) {
      faults.add(SchemaFaults.notJson());
    }
  }
}
