package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import java.io.IOException;
import java.util.Map;

/** The requests for {@code artifact-and-log-retention}. */
final class RetentionRequests {
    private final RetentionSettings settings;

    RetentionRequests(RetentionSettings settings) {
        this.settings = settings;
    }

    void get(Exchange exchange) throws IOException, Refusal {
        exchange.permissions().requireProject();
        RetentionSettings.Days days = settings.of(exchange.project());
        exchange.answerUnlessKnown(Json.object(json -> {
            json.writeNumberField("days", days.days());
            json.writeNumberField("maximum_allowed_days", days.most());
        }));
    }

    void put(Exchange exchange) throws IOException, Refusal {
        exchange.permissions().requireOwner();
        int days = days(Json.body(exchange, "{\"days\":90}"));
        int most = settings.of(exchange.project()).most();
        if (days < 1 || days > most) {
            throw new Refusal(422, "'days' is " + days + "; it can be from 1 to " + most + ".");
        }
        settings.change(exchange.project(), days);
        exchange.response().setStatus(204);
    }

    private static int days(Map<String, String> body) throws Refusal {
        try {
            return Integer.parseInt(body.getOrDefault("days", ""));
        } catch (NumberFormatException e) {
            throw new Refusal(422, "The body has no whole number 'days', such as {\"days\":90}.");
        }
    }
}
