package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * Something to say, and a way on.
 *
 * @param symbol the drawing for it: {@code done} or {@code trouble}
 * @param next where to go from here
 */
public record NoticeView(Texts texts, String title, List<Crumb> trail, String symbol, String text, List<Crumb> next)
        implements View {
    /** That something is not possible. */
    public static NoticeView trouble(Texts texts, String title, String text, List<Crumb> next) {
        return new NoticeView(texts, title, List.of(), "trouble", text, next);
    }
}
