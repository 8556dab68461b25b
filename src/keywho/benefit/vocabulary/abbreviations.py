"""What people shorten in titles, matched as whole words only. Beside these stand the short titles that O*NET lists (in the vocabulary)."""

_AS_WRITTEN = """acct accountant | admin administrator | adm administrator | asst assistant | assoc associate | aud auditor | biz business
| bdm business development manager | bdr business development representative | sdr sales development representative | ae account executive | ba business analyst
| bi business intelligence | bsn registered nurse | cna certified nursing assistant | coo chief operating officer | ceo chief executive officer | cfo chief financial officer
| cto chief technology officer | cio chief information officer | cmo chief marketing officer | chro chief human resources officer | ciso chief information security officer
| coord coordinator | cpa certified public accountant | csm customer success manager | csr customer service representative | cust customer
| dba database administrator | dept department | dev developer | devs developer | devops development operations engineer | dir director | dr doctor | ds data scientist
| de data engineer | ea executive assistant | ece electrical engineer | emt emergency medical technician | eng engineer | engr engineer | exec executive | fe frontend
| frontend front end web | backend back end software | fullstack full stack software | gm general manager | gp general practitioner | govt government | hr human resources
| hrbp human resources business partner | hvac heating ventilation air conditioning | ict information technology | it information technology
| jr junior | k8s kubernetes | lpn licensed practical nurse | lvn licensed vocational nurse | ml machine learning | mle machine learning engineer | ai artificial intelligence
| md physician | mech mechanical | mfg manufacturing | mgmt management | mgr manager | mktg marketing | mkt marketing | msw social worker | np nurse practitioner
| nlp natural language processing | ops operations | ot occupational therapist | pa physician assistant | pharmd pharmacist | pm project product manager
| pmo project management office | po product owner | pr public relations | prof professor | proj project | pt physical therapist | qa quality assurance | qc quality control
| rep representative | reps representative | rn registered nurse | rns registered nurse | rt respiratory therapist | sde software development engineer
| sem search engine marketing | seo search engine optimization | slp speech language pathologist | sm scrum master | sme subject matter expert | sr senior | sre site reliability engineer
| sup supervisor | supv supervisor | supvr supervisor | svc service | svcs services | sw software | swe software engineer | swes software engineer | sys system | sysadmin system administrator
| ta teaching assistant | tech technician | techs technician | transp transportation | ui user interface | ux user experience | uxr user experience researcher | va virtual assistant
| vp vice president | svp senior vice president | avp assistant vice president | whse warehouse | elec electrician | electr electrical | constr construction | const construction
| appr apprentice | maint maintenance | mntnc maintenance | opr operator | oper operator | prod production | tchr teacher | edu education | educ education | univ university | hosp hospital
| fin finance | pharm pharmacy | lab laboratory | purch purchasing | med medical | mgt management | cons consultant | consult consultant
| spec specialist | splst specialist | spclst specialist | vet veterinarian
| physio physiotherapist | physios physiotherapist | comms communications | uni university | devrel developer relations | fundraise fundraising | biz business
| pfk pflegefachkraft | mfa medizinische fachangestellte | zfa zahnmedizinische fachangestellte | buha buchhaltung | bwl betriebswirtschaft | vwl volkswirtschaft | gf geschaftsfuhrer
| sv sachverstandiger | kfz kraftfahrzeug | kfm kaufmann | kffr kauffrau | ing ingenieur | dipl diplom | lkw lastkraftwagen fahrer | steufa steuerfachangestellte
| rrhh recursos humanos | rh recursos humanos | adm administrativo | due enfermera | ats enfermera | aux auxiliar"""

ABBREVIATIONS: dict[str, tuple[str, ...]] = {short: tuple(full) for short, *full in (part.split() for part in _AS_WRITTEN.split("|") if part.strip())}
"""The words that stand for an abbreviation."""
