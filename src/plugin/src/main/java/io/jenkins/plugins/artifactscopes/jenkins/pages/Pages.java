package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.Util;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.SigningKey;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.view.Crumb;
import io.jenkins.plugins.artifactscopes.view.ListPages;
import io.jenkins.plugins.artifactscopes.view.NoticeView;
import io.jenkins.plugins.artifactscopes.view.PageSource;
import io.jenkins.plugins.artifactscopes.view.Texts;
import io.jenkins.plugins.artifactscopes.view.View;
import io.jenkins.plugins.artifactscopes.view.Visit;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Answers what is asked for below a place. */
final class Pages {
    private static final Logger LOGGER = Logger.getLogger(Pages.class.getName());
    private static final String DOWNLOADS = "/artifact-scopes/downloads/";
    private static final Duration LINK_VALID = Duration.ofMinutes(1);

    private final Place place;

    Pages(Place place) {
        this.place = place;
    }

    /** What pages are made from. */
    static PageSource source() throws IOException {
        ScopeService service = ScopeService.get();
        Clock clock = Clock.systemUTC();
        return new PageSource(
                service.store(),
                service.catalog(),
                service.runs(),
                new JenkinsNames(),
                ScopeService.settings(),
                new Downloads(service.store(), clock),
                Audit.get(),
                ScopeService.settings(),
                clock);
    }

    /** The page to show, with the status of the answer set; empty when the visitor was sent on elsewhere. */
    Optional<View> answer(StaplerRequest2 request, StaplerResponse2 response) {
        Visit visit = place.visit(request);
        try {
            return route(visit, PageParts.of(request), request, response);
        } catch (Refusal e) {
            return Optional.of(trouble(visit, request, response, e.status(), e.reason()));
        } catch (ArtifactNotFound e) {
            // It was there when its page was asked for.
            return Optional.of(trouble(visit, request, response, StaplerResponse2.SC_NOT_FOUND, Visit.NOTHING));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A page of " + place.scope() + " cannot be shown", e);
            // The message may tell where files lie on the controller.
            String why = visit.texts().of("trouble");
            return Optional.of(trouble(visit, request, response, StaplerResponse2.SC_SERVICE_UNAVAILABLE, why));
        }
    }

    private Optional<View> route(Visit visit, PageParts parts, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, Refusal {
        PageSource source = source();
        if (parts.ofArtifact()) {
            Links links = new Links(SigningKey.signer("links"), source.clock(), LINK_VALID);
            return new ArtifactRoutes(source, links, request.getContextPath() + DOWNLOADS)
                    .route(place, visit, parts, request, response);
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw new Refusal(405, visit.texts().of("only.looked.at"));
        }
        return Optional.of(list(visit, new ListPages(source), parts.parts(), request));
    }

    private View list(Visit visit, ListPages lists, List<String> parts, StaplerRequest2 request) throws Refusal {
        String workflow = place.scope().workflow().orElse(null);
        if (workflow != null) {
            if (parts.isEmpty()) {
                return lists.workflow(visit, workflow, Util.fixNull(request.getParameter("after")));
            }
            if (parts.size() == 2 && parts.get(0).equals("jobs")) {
                return lists.job(visit, workflow, parts.get(1));
            }
        } else if (parts.isEmpty()) {
            return lists.project(visit);
        } else if (parts.equals(List.of("runs"))) {
            return lists.workflows(visit, Util.fixNull(request.getParameter("from")));
        }
        throw PageParts.nothing();
    }

    private View trouble(Visit visit, StaplerRequest2 request, StaplerResponse2 response, int status, String reason) {
        response.setStatus(status);
        Texts texts = visit.texts();
        List<Crumb> next = new ArrayList<>();
        if (ACL.isAnonymous2(Jenkins.getAuthentication2()) && status != StaplerResponse2.SC_SERVICE_UNAVAILABLE) {
            String from = request.getOriginalRequestURI();
            next.add(new Crumb(texts.of("log.in"), request.getContextPath() + "/login?from=" + Util.rawEncode(from)));
        }
        String owner =
                place.run() == null ? place.project().getUrl() : place.run().getUrl();
        next.add(new Crumb(texts.of("up"), request.getContextPath() + "/" + owner));
        return switch (status) {
            case StaplerResponse2.SC_NOT_FOUND ->
                NoticeView.trouble(texts, texts.of("nothing.title"), texts.of("nothing"), next);
            case StaplerResponse2.SC_FORBIDDEN -> NoticeView.trouble(texts, texts.of("forbidden.title"), reason, next);
            default -> NoticeView.trouble(texts, texts.of("trouble.title"), reason, next);
        };
    }
}
