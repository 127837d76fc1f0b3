package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * Asks whether to delete something.
 *
 * @param name what
 * @param amount of it
 * @param place where it is
 * @param address where the answer is posted to
 * @param back where it was asked from
 */
public record DeleteView(
        Texts texts,
        String title,
        List<Crumb> trail,
        String name,
        String amount,
        String place,
        boolean pinned,
        String address,
        String back,
        HiddenField guard)
        implements View {}
