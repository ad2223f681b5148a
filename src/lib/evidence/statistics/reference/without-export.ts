/*
 * For the tests alone.
 */

/** What cases may expect and nothing here computes, with the reason. Everything else must be answered. */
export const withoutExport: Record<string, Record<string, string>> = {
	summary_stats: { autocorr_lag1: 'no series are analysed' },
	paired_t: { sd_diff: 'follows from se and n; not a result of its own' },
	two_proportion: {
		z_pooled: 'its p is given',
		chisq_no_correction: 'the square of z',
		chisq_yates: 'no continuity correction is used',
		p_yates: 'no continuity correction is used',
		p_fisher: 'no exact test is used',
		agresti_caffo_low: "Newcombe's interval is used",
		agresti_caffo_high: "Newcombe's interval is used",
		wald_low: "Newcombe's interval is used",
		wald_high: "Newcombe's interval is used",
		cohens_h: 'the Cox index is used'
	},
	hedges_g: {
		pooled_sd: 'a step on the way to g',
		cohens_d: 'only the corrected g is given',
		J_exact_gamma: 'the approximate factor is the standard',
		J_approx_3_4df_1: 'a step on the way to g',
		hedges_g_exact: 'the approximate factor is the standard',
		var_LS: 'another variance',
		se_LS: 'another variance',
		ci95_LS_low: 'another variance',
		ci95_LS_high: 'another variance',
		var_LS2: 'another variance',
		var_UB: 'another variance',
		ci95_nct_d_low: 'the interval is normal',
		ci95_nct_d_high: 'the interval is normal',
		ci95_nct_g_low: 'the interval is normal',
		ci95_nct_g_high: 'the interval is normal',
		glass_delta_sd2: 'another effect size'
	},
	wwc_cox_index: {
		log_odds_ratio: 'a step on the way to d',
		d_cox_wwc_omega: 'the index is without a small-sample factor'
	},
	wwc_cluster_correction: {
		t_unadjusted: 'an input here',
		p_unadjusted: 'what the correction replaces',
		design_effect: 'a step on the way to t',
		gamma_factor: 'g itself is not changed',
		g_adjusted_total: 'g itself is not changed'
	},
	bh_adjust: { holm: 'another correction', bonferroni: 'another correction' },
	mde_two_sample_t: {
		mde_d: "minimumDetectableEffect is Bloom's multiple of t, not the non-central solution"
	},
	power_two_proportion: { n_per_group_arcsine: 'another approximation', cohens_h: 'another approximation' },
	mdes_cluster_rct: { multiplier_M: 'a step on the way to the effect' },
	msprt_always_valid: {
		lambda: 'its inverse is p',
		lambda_by_numeric_integration: 'its inverse is p',
		fixed_n_ci_half_width: 'not a sequential interval'
	}
};
