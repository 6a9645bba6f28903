/**
 * Facts about Mandarin readings, as data. Browsers sort Han characters by their pinyin, so a character's syllable is
 * found by its place in that order; only what the order cannot tell stands here.
 */

/** Every syllable, with the first character that the order puts there. `v` stands for `ü`. */
export const firstOfSyllable =
  'a吖ai哎an安ang肮ao凹ba丷bai挀ban扳bang邦bao勹bei卑ben奔beng伻bi屄bian边biao灬bie憋bin汃bing冫bo癶' +
  'bu峬ca嚓cai偲can参cang仓cao撡ce冊cen嵾ceng曽cha叉chai拆chan辿chang伥chao抄che车chen抻cheng阷chi吃' +
  'chong充chou抽chu出chua歘chuai揣chuan巛chuang刅chui吹chun旾chuo逴ci呲cong匆cou凑cu粗cuan汆cui崔' +
  'cun邨cuo搓da咑dai呆dan丹dang当dao刀de嘚den扥deng灯di氐dia嗲dian敁diao刁die爹ding丁diu丟dong东dou吺' +
  'du厾duan耑dui垖dun吨duo多e妸ei诶en奀eng鞥er儿fa发fan帆fang匚fei飞fen分feng丰fo仏fou紑fu夫ga旮gai侅' +
  'gan甘gang冈gao皋ge戈gei给gen根geng刯gong工gou勾gu估gua瓜guai乖guan关guang光gui归gun丨guo呙ha哈' +
  'hai咍han佄hang夯hao茠he诃hei黒hen拫heng亨hong叿hou齁hu乎hua花huai怀huan欢huang巟hui灰hun昏huo吙' +
  'ji丌jia加jian戋jiang江jiao艽jie阶jin巾jing坕jiong冂jiu丩ju凥juan姢jue噘jun军ka咔kai开kan刊kang忼' +
  'kao尻ke匼ken肎keng劥kong空kou抠ku扝kua夸kuai蒯kuan宽kuang匡kui亏kun坤kuo扩la垃lai来lan兰lang啷' +
  'lao捞le仂lei雷leng崚li哩lia俩lian奁liang良liao撩lie毟lin拎ling伶liu溜long龙lou瞜lu噜lv驴luan娈' +
  'lun抡luo啰m呣ma妈mai埋man嫚mang牤mao猫me嚒mei坆men椚meng擝mi咪mian宀miao喵mie乜min民ming名miu谬' +
  'mo摸mou哞mu毪na拏nai腉nan囡nang囔nao孬ne疒nei娞nen恁neng能ng嗯ni妮nian拈niang娘niao鸟nie捏nin囜' +
  'ning宁niu妞nong农nou羺nu奴nv女nuan奻nuo挪o喔ou讴pa妑pai拍pan眅pang乓pao抛pei呸pen喷peng匉pi丕' +
  'pian囨piao剽pie氕pin姘ping乒po钋pou剖pu仆qi七qia掐qian千qiang呛qiao悄qie苆qin亲qing靑qiong卭qiu丘' +
  'qu区quan奍que炔qun夋ran呥rang穣rao娆re惹ren人reng扔ri日rong戎rou厹ru邚rua挼ruan堧rui桵run瞤ruo捼' +
  'sa仨sai毢san三sang桒sao掻se閪sen森seng僧sha杀shai筛shan山shang伤shao弰she奢shei谁shen申sheng升' +
  'shi尸shou収shu书shua刷shuai衰shuan闩shuang双shui脽shun吮shuo说si厶song忪sou凁su苏suan狻sui夊sun孙' +
  'suo唆ta他tai囼tan坍tang汤tao夲te忑teng熥ti剔tian天tiao旫tie帖ting厅tong囲tou偷tu凸tuan湍tui推tun吞' +
  'tuo乇wa屲wai歪wan弯wang尢wei危wen昷weng翁wo挝wu乌xi夕xia呷xian仙xiang乡xiao灱xie些xin心xing星' +
  'xiong凶xiu休xu吁xuan吅xue削xun坃ya丫yan恹yang央yao幺ye倻yi一yin囙ying应yo哟yong佣you优yu込yuan囦' +
  'yue曰yun晕za帀zai災zan兂zang匨zao傮ze则zei贼zen怎zeng囎zha扎zhai夈zhan枬zhang张zhao佋zhe蜇zhen贞' +
  'zheng凧zhi之zhong中zhou州zhu朱zhua抓zhuai跩zhuan专zhuang妆zhui隹zhun宒zhuo拙zi孜zong宗zou邹zu租' +
  'zuan钻zui厜zun尊zuo嘬';

/** Further readings of everyday characters, by reading: the order knows one place for each. */
export const furtherReadings =
  'a呵an厂广ang仰ao嚣bai伯bang旁彭bao剥刨炮曝瀑bei臂勃ben夯beng蚌bi辟佛拂秘泌bin份频bing屏' +
  'bo柏般薄泊簿佛bu堡卜ca拆can掺ce栅cen参cha刹喳chai差chan单崭chang长裳倘淌chao绰剿che尺chen称沈' +
  'cheng净抢盛chi匙chong涌种重chu助chui椎chuo淖ci差兹cu趋趣卒cuan攒cui衰cun蹲da惮dai大毒dan石de底' +
  'dei得deng澄di的地提dou读du都顿dui敦追duo度隋驮e阿哦fo佛fou不fu脯ga胳夹咖轧gai芥gan乾gang扛亢' +
  'ge盖蛤合geng颈gong红gou拘句gu贾gua括guan纶斡gui傀guo涡ha虾han厂hang亢吭巷行hao皋镐he盖貉苛吓heng行' +
  'hu核和戏许hua豁huan还hui堕溃hun棍huo和ji革给期其奇齐系jia挟jian槛浅堑jiang港虹强jiao嚼觉校' +
  'jie家价藉楷她jing劲ju车柜桔且渠juan圈jue脚角jun龟ka咯kai岂kan嵌ke咳ku挎kuai会kuo适la落lao乐潦落络' +
  'le肋lei勒liang俩liao了ling棱liu碌陆long弄lou露lu六绿luo咯烙lve掠略ma么摩抹man埋mei糜谜men瞒meng氓' +
  'mo貉嘿脉冒么没万无mu姥模莫牟na南内nai哪能ne哪nei哪那ni呢疑nian粘辗niao溺nie捻摄nuo娜难nve虐疟ou区' +
  'pa扒耙pai迫pan扳般拌番胖pang膀磅pei坏peng亨苹pi罢被否坏pian扁便piao朴ping冯po繁朴pu堡暴卜埔' +
  'qi稽缉伎揭枝qia卡qian纤qiang将疆qiao壳雀qie契砌茄qing亲qiu仇龟qu戌que芍re若ru女rui兑sai思san参' +
  'sao梢se塞sha杉shai色shan掺单掸栅shang汤shao鞘召she拾折shen参信sheng乘甸shi什硕似嘘泽栅殖峙shou熟' +
  'shu俞朱shuai率shui谁说shuo数si食伺su缩sui尿suo莎些tan弹tao跳ti弟tian佃甸tiao调tong侗恫洞tou愉' +
  'tuan揣tui弟tun囤褪tuo拓wa凹wan蔓wei遗wu恶亡xi腊栖洒鳃xia唬夹厦xian掺见铣洗xiang降羊xiao俏削' +
  'xie解契血叶xing省xiu臭宿xu邪休畜xuan券县xun浚孙ya邪yan铅殷yang详yao侥乐么疟陶约ye喝射邪咽拽' +
  'yi艾蛾疙蛇射食尾泄ying景yo育yu奥谷蔚尉吾邪吁粥yuan宛yue兑乐说钥yun员za咱扎zai仔zan堑zang藏ze侧咋' +
  'zeng曾综zha查蜡轧咋zhai侧翟祭齐责择zhan颤zhao朝嘲着zhe著zhen填zheng丁zhi识氏拓zhou调zhu属术' +
  'zhua挝爪zhuai转zhuan传zhuang幢zhui揣zhun淳屯zhuo缴淖著琢着zi齐吱zuan赚zui咀zuo撮柞';
