package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.view.Crumb;
import io.jenkins.plugins.artifactscopes.view.Texts;
import io.jenkins.plugins.artifactscopes.view.View;
import java.util.List;

/**
 * Asks for a token.
 *
 * @param address where the form goes
 * @param to where to go on afterwards
 * @param wrong what was wrong with the token before, or empty
 */
public record SignInView(Texts texts, String title, List<Crumb> trail, String address, String to, String wrong)
        implements View {
    public boolean refused() {
        return !wrong.isEmpty();
    }
}
