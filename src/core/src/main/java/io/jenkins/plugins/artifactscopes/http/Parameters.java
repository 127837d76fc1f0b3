package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the query of a request says. What cannot be read is a {@link Refusal} 400, or an {@link IllegalArgumentException}. */
final class Parameters {
    private static final int MAX_SELECTORS = 1000;

    private final HttpServletRequest request;

    Parameters(HttpServletRequest request) {
        this.request = request;
    }

    ScopeId scope() throws Refusal {
        return switch (Scope.of(require("scope"))) {
            case PROJECT -> ScopeId.project(require("project"));
            case WORKFLOW -> ScopeId.workflow(require("project"), require("workflow"));
            case JOB -> ScopeId.job(require("project"), require("workflow"), require("job"));
        };
    }

    String require(String name) throws Refusal {
        String value = text(name);
        if (value.isEmpty()) {
            throw new Refusal(400, "The request lacks the parameter '" + name + "'.");
        }
        return value;
    }

    /** Empty when it is not there. */
    String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    ArtifactPath path(String name) {
        return ArtifactPath.parse(text(name));
    }

    long number(String name, long otherwise) throws Refusal {
        String value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Refusal(400, "The parameter '" + name + "' is not a number: " + value);
        }
    }

    Overwrite overwrite() throws Refusal {
        return switch (text("overwrite")) {
            case "", "refuse" -> Overwrite.REFUSE;
            case "replace" -> Overwrite.REPLACE;
            default -> throw new Refusal(400, "The parameter 'overwrite' is 'refuse' or 'replace'.");
        };
    }

    @Nullable
    ExpireIn expireIn() {
        String text = text("expireIn");
        return text.isEmpty() ? null : ExpireIn.parse(text);
    }

    PathFilter filter() throws Refusal {
        return new PathFilter(selectors("include"), selectors("exclude"));
    }

    private List<Selector> selectors(String name) throws Refusal {
        String[] globs = request.getParameterValues(name);
        List<Selector> selectors = new ArrayList<>();
        if (globs != null) {
            if (globs.length > MAX_SELECTORS) {
                throw new Refusal(400, "There are more than " + MAX_SELECTORS + " parameters '" + name + "'.");
            }
            for (String glob : globs) {
                selectors.add(Selector.parse(glob));
            }
        }
        return selectors;
    }
}
