package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/** A page. Its fragment {@code main.jelly} shows all of it below the host's header. */
public interface View {
    /** What it is about; may be any text. */
    String title();

    /** The way to it from its project on, itself left out. */
    List<Crumb> trail();

    /** What its fragments say. */
    Texts texts();

    /** The drawings that its fragments use, to be shown once on the page. */
    default Symbols symbols() {
        return new Symbols();
    }
}
